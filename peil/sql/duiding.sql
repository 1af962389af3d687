-- one row per thema x jaar: the duiding of a gebied that was vastgesteld, newest year first
SELECT gebied_code, thema, jaar, versie, tekst, vastgesteld_op, is_fictief
FROM duiding
WHERE gebied_code = $gebied
  AND ($thema IS NULL OR thema = $thema)
  AND ($jaar IS NULL OR jaar = $jaar)
ORDER BY jaar DESC, thema
