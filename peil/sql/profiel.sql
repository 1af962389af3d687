-- one row per indicator: the total of one gebied in $jaar, or in the newest year that was delivered
WITH nieuwste AS (
    SELECT indicator, max(jaar) AS jaar
    FROM perioden
    WHERE periode_soort = 'jaar' AND niveau <> 'nederland' AND geleverd > 0
      AND ($jaar IS NULL OR jaar = $jaar)
    GROUP BY indicator
)
SELECT c.*
FROM cijfers c
JOIN nieuwste n ON n.indicator = c.indicator AND n.jaar = c.jaar
WHERE list_contains($gebieden, c.gebied_code) AND c.periode_soort = 'jaar' AND c.uitsplitsing = ''
ORDER BY c.thema, c.indicator, c.gebied_code
