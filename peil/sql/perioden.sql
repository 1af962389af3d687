-- one row per period in which the indicator was delivered, newest first
SELECT periode, any_value(periode_soort) AS periode_soort, any_value(jaar) AS jaar,
       bool_or(is_voorlopig) AS is_voorlopig
FROM perioden
WHERE indicator = $indicator AND niveau <> 'nederland' AND geleverd > 0
  AND ($niveau IS NULL OR niveau = $niveau)
GROUP BY periode
ORDER BY jaar DESC, periode DESC
