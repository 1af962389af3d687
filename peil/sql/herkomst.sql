-- one row per delivered cell that counts for one of these gebieden in one figure
SELECT gebied_code, telt_voor, levering, regel, kolom
FROM herkomst
WHERE indicator = $indicator AND periode = $periode AND uitsplitsing = $uitsplitsing
  AND list_contains($gebieden, telt_voor)
ORDER BY telt_voor, gebied_code
