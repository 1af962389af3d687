-- one row per gebeurtenis that can explain a change of this indicator in this gebied, oldest first
SELECT naam, van, tot, uitleg, bron, soort, kort
FROM gebeurtenissen
WHERE ((indicatoren = '' AND themas = '')
    OR list_contains(string_split(indicatoren, '|'), $indicator)
    OR list_contains(string_split(themas, '|'), $thema))
  AND (gebieden = '' OR list_contains(string_split(gebieden, '|'), $gebied))
ORDER BY van, naam
