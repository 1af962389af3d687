-- one row per gebied
SELECT * FROM gebieden
