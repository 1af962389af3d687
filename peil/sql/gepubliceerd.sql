-- one row per published figure
SELECT * FROM gepubliceerd
