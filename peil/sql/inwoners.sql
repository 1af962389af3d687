-- one row per soort x gebied x year
SELECT * FROM inwoners
