-- one row per gebied
SELECT code, naam, niveau, ouder, van, tot, aliassen, naam_lang, zekerheid, bron FROM gebieden
