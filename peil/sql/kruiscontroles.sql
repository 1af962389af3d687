-- one row per cross-check
SELECT * FROM kruiscontroles
