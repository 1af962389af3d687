-- one row per figure, with what tells it from the same figure in another publication
SELECT indicator, gebied_code, gebied, niveau, periode, uitsplitsing,
       status, teller, noemer, waarde, is_voorlopig, is_fictief, leveringen
FROM cijfers
