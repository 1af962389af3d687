-- one row per gemeente that merged into another
SELECT * FROM herindelingen
