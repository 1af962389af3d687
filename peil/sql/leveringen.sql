-- one row per levering
SELECT * FROM leveringen
