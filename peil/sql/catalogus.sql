-- one row per indicator, bron, thema, norm or edition of a report as published
SELECT * FROM catalogus
