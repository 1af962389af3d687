-- one row per figure of one indicator that fits the question; an empty parameter does not limit
SELECT *
FROM cijfers
WHERE indicator = $indicator
  AND ($niveau IS NULL OR niveau = $niveau)
  AND ($gebieden IS NULL OR list_contains($gebieden, gebied_code))
  AND ($periode IS NULL OR periode = $periode)
  AND ($periode_soort IS NULL OR periode_soort = $periode_soort)
  AND ($uitsplitsing IS NULL OR uitsplitsing = $uitsplitsing)
ORDER BY niveau, gebied_code, periode, uitsplitsing
