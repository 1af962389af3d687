-- one row per indicator: the dispersion within areas
SELECT * FROM spreiding
