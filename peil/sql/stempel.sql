-- one row: the rule, time, content hash and version of the publication
SELECT * FROM stempel
