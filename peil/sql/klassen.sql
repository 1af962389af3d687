-- one row per map class of one indicator, low to high
SELECT klasse, van, tot, methode
FROM klassen
WHERE indicator = $indicator
ORDER BY klasse
