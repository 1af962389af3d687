-- one row per size class of gemeenten
SELECT * FROM grootteklassen
