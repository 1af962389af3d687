-- one row per published figure that was rejected
SELECT * FROM verworpen
