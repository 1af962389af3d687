-- one row per indicator: whether a figure of its newest delivered year is fictief, up to the eenheid
WITH nieuwste AS (
    SELECT indicator, max(jaar) AS jaar
    FROM perioden
    WHERE periode_soort = 'jaar' AND niveau <> 'nederland' AND geleverd > 0
    GROUP BY indicator
)
SELECT c.indicator, bool_or(c.is_fictief) AS is_fictief
FROM cijfers c
JOIN nieuwste n ON n.indicator = c.indicator AND n.jaar = c.jaar
WHERE c.niveau <> 'nederland' AND c.periode_soort = 'jaar' AND c.uitsplitsing = ''
GROUP BY c.indicator
