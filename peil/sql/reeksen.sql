-- one row per indicator x year: the yearly totals of the given gebieden
SELECT *
FROM cijfers
WHERE list_contains($gebieden, gebied_code) AND periode_soort = 'jaar' AND uitsplitsing = ''
ORDER BY indicator, gebied_code, jaar
