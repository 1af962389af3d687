-- one row per gebeurtenis, with what it is about, oldest first
SELECT naam, soort, van, tot, indicatoren, themas, gebieden, uitleg, bron
FROM gebeurtenissen
ORDER BY van, naam
