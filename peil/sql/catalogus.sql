-- one row per indicator, bron or thema as published
SELECT * FROM catalogus
