"""A small file of every form that a bron declares."""

from vormen.files import File, as_csv, as_odata, as_xlsx, cells

_MMA_HEAD = [
    "Gemeente", "Meldingen totaal", "Softdrugs", "Harddrugs", "Financieel-economisch", "Geweld",
    "Gezochten", "Waarvan over drugs",
]  # fmt: skip

MMA = File(
    "mma",
    "jaarcijfers",
    "MMA jaarcijfers 2024.xlsx",
    [
        ["Meld Misdaad Anoniem: meldingen per gemeente"],
        [],
        _MMA_HEAD,
        ["Delft", 1204, 300, "-", 41, 12, 3, 322],
        ["'s-Gravenhage", "2.095", 623, 510, 166, "12*", "x", 1133],
        ["Totaal", 3299, 923, 510, 207, 24, 3, 1455],
        ["Bron: registratie van Meld Misdaad Anoniem"],
    ],
    cells("""
        mma-meldingen GM0503 2024 = 1204
        mma-meldingen-per-categorie GM0503 2024 = 1204
        mma-meldingen-per-categorie GM0503 2024 categorie:softdrugs = 300
        mma-meldingen-per-categorie GM0503 2024 categorie:harddrugs = 0
        mma-meldingen-per-categorie GM0503 2024 categorie:financieel-economisch = 41
        mma-meldingen-per-categorie GM0503 2024 categorie:geweld = 12
        mma-meldingen-per-categorie GM0503 2024 categorie:gezochten = 3
        mma-meldingen-per-categorie GM0503 2024 onderwerp:drugs = 322
        mma-meldingen GM0518 2024 = 2095
        mma-meldingen-per-categorie GM0518 2024 = 2095
        mma-meldingen-per-categorie GM0518 2024 categorie:softdrugs = 623
        mma-meldingen-per-categorie GM0518 2024 categorie:harddrugs = 510
        mma-meldingen-per-categorie GM0518 2024 categorie:financieel-economisch = 166
        mma-meldingen-per-categorie GM0518 2024 categorie:geweld = 12
        mma-meldingen-per-categorie GM0518 2024 categorie:gezochten = [onderdrukt]
        mma-meldingen-per-categorie GM0518 2024 onderwerp:drugs = 1133
    """),
    make=as_xlsx,
)

MMA_RESULTATEN = File(
    "mma",
    "resultaten",
    "resultaten.csv",
    [
        ["Resultaat", "Jaar", "Aantal"],
        ["Aanhoudingen", "2021", "306"],
        ["Hennepplanten", "2021", "17.646"],
        ["Vuurwapens", "2021", "60"],
        ["slag- en  steekwapens", "2021", "49"],
    ],
    cells("""
        mma-aanhoudingen DH 2021 = 306
        mma-hennepplanten DH 2021 = 17646
        mma-wapens DH 2021 soort:vuurwapens = 60
        mma-wapens DH 2021 soort:slag-en-steekwapens = 49
    """),
)

DRUGSLOCATIES = File(
    "politie-drugslocaties",
    "nationaal-overzicht",
    "overzicht.xlsx",
    [
        ["Gemeente", "Jaar", "Soort locatie", "Soort drugs", "Aantal"],
        ["Gouda", 2021, "productie", "synthetische drugs", 1],
        ["Gouda", 2021, "productie", "cocaïne", 0],
        ["Gouda", 2021, "productie", "heroïne", 1],
        ["Delft", 2021, "Productie", "Cocaïne", 2],
        ["Delft", 2021, "dump", "alle", 9],
        ["Eenheid Den Haag", 2021, "opslag", "cocaïne", 3],
        ["Delft", 2021, "hennepkwekerij", "hennep", 14],
    ],
    cells("""
        drugslocaties-productie GM0513 2021 drugtype:synthetisch = 1
        drugslocaties-productie GM0513 2021 drugtype:cocaine = 0
        drugslocaties-productie GM0513 2021 drugtype:heroine = 1
        drugslocaties-productie GM0513 2021 = 2
        drugslocaties-productie GM0503 2021 drugtype:cocaine = 2
        drugslocaties-dump GM0503 2021 = 9
        drugslocaties-opslag DH 2021 drugtype:cocaine = 3
        hennepkwekerijen GM0503 2021 = 14
    """),
    make=as_xlsx,
)

HEIT = File(
    "heit",
    "controles",
    "controles.csv",
    [
        [
            "Gemeente", "Jaar", "Controles malafide ondernemingen", "Controles prostitutiebranche",
            "Controles totaal", "Waarvan money transfer", "Controles met overtreding",
        ],
        ["Den Haag", "2021", "210", "150", "360", "20", "90"],
        ["Leiden", "2021", "103", "75", "178", "7", "31"],
    ],
    cells("""
        heit-controles GM0518 2021 soort:malafide-ondernemingen = 210
        heit-controles GM0518 2021 soort:prostitutiebranche = 150
        prostitutiecontroles GM0518 2021 = 150
        heit-controles GM0518 2021 = 360
        heit-controles GM0518 2021 onderwerp:money-transfer = 20
        heit-controles-met-overtreding GM0518 2021 = 90
        heit-controles GM0546 2021 soort:malafide-ondernemingen = 103
        heit-controles GM0546 2021 soort:prostitutiebranche = 75
        prostitutiecontroles GM0546 2021 = 75
        heit-controles GM0546 2021 = 178
        heit-controles GM0546 2021 onderwerp:money-transfer = 7
        heit-controles-met-overtreding GM0546 2021 = 31
    """),
)  # fmt: skip

BIBOB = File(
    "bibob",
    "register",
    "bibob.csv",
    [
        ["Gemeente", "Jaar", "Eigen onderzoeken", "Adviezen LBB", "Weigeringen", "Intrekkingen"],
        ["Westland", "2022", "12", "3", "1", "0"],
    ],
    cells("""
        bibob-onderzoeken GM1783 2022 = 12
        bibob-onderzoeken GM1783 2022 vervolg:lbb-advies = 3
        bibob-onderzoeken GM1783 2022 vervolg:weigering = 1
        bibob-onderzoeken GM1783 2022 vervolg:intrekking = 0
    """),
)

DAMOCLES = File(
    "damocles",
    "register",
    "damocles.xlsx",
    [
        [
            "Gemeente", "Jaar", "Waarschuwing", "Last onder dwangsom", "Sluiting woning",
            "Sluiting lokaal", "Besluiten totaal",
        ],
        ["Katwijk", 2023, 1, 2, 3, 4, 10],
        ["Lisse", 2023, 0, 0, 1, 0, 1],
        ["Totaal", "", 1, 2, 4, 4, 11],
    ],
    cells("""
        damocles-besluiten GM0537 2023 maatregel:waarschuwing = 1
        damocles-besluiten GM0537 2023 maatregel:last-onder-dwangsom = 2
        damocles-besluiten GM0537 2023 maatregel:sluiting-woning = 3
        damocles-besluiten GM0537 2023 maatregel:sluiting-lokaal = 4
        damocles-besluiten GM0537 2023 = 10
        damocles-besluiten GM0553 2023 maatregel:waarschuwing = 0
        damocles-besluiten GM0553 2023 maatregel:last-onder-dwangsom = 0
        damocles-besluiten GM0553 2023 maatregel:sluiting-woning = 1
        damocles-besluiten GM0553 2023 maatregel:sluiting-lokaal = 0
        damocles-besluiten GM0553 2023 = 1
    """),
    make=as_xlsx,
)  # fmt: skip

FIU = File(
    "fiu",
    "transacties",
    "transacties.csv",
    [
        ["Gemeente", "Jaar", "Aantal transacties", "Bedrag (x 1.000 euro)"],
        ["Zoetermeer", "2023", "1.204", "12.345,678"],
        ["Wassenaar", "2023", "geheim", "1.041"],
    ],
    cells("""
        verdachte-transacties GM0637 2023 = 1204
        verdachte-transacties-bedrag GM0637 2023 = 12345678
        verdachte-transacties GM0629 2023 = [onderdrukt]
        verdachte-transacties-bedrag GM0629 2023 = 1041000
    """),
)

VEILIGHEIDSMONITOR = File(
    "veiligheidsmonitor",
    "percentages",
    "vm.csv",
    [
        ["Gebied", "Jaar", "Onderwerp", "Percentage", "Ondergrens", "Bovengrens"],
        ["Leiden", "2023", "Voelt zich onveilig in de eigen buurt", "16,125", "14,2", "18,1"],
        ["Lisse", "2023", "Voelt zich onveilig in de eigen buurt", "", "", ""],
        ["Eenheid Den Haag", "2023", "aangifte gedaan van ondervonden delicten", "21", "20", "22"],
    ],
    cells("""
        onveiligheidsbeleving-buurt GM0546 2023 = 16.125
        onveiligheidsbeleving-buurt GM0553 2023 = [ontbreekt]
        aangiftebereidheid DH 2023 = 21
    """),
)

KANTOREN = File(
    "belastingdienst",
    "per-kantoor",
    "kantoren.csv",
    [
        ["Kantoor", "Jaar", "Geïnd of verrekend (euro)", "Beslag (euro)"],
        ["MKB Den Haag", "2021", "212.000", "2.556.000"],
        ["MKB Hoofddorp", "2021", "233.400", "368.100"],
        ["Alle kantoren", "2021", "445.400", "2.924.100"],
    ],
    cells("""
        fiscaal-geind DH 2021 kantoor:mkb-den-haag = 212000
        fiscaal-beslag DH 2021 kantoor:mkb-den-haag = 2556000
        fiscaal-geind DH 2021 kantoor:mkb-hoofddorp = 233400
        fiscaal-beslag DH 2021 kantoor:mkb-hoofddorp = 368100
        fiscaal-geind DH 2021 = 445400
        fiscaal-beslag DH 2021 = 2924100
    """),
)

TABEL_1 = File(
    "riec",
    "riec-liec-tabel-1",
    "tabel 1.xlsx",
    [
        ["regel", "omschrijving", "Den Haag", "Limburg", "totaal_gedrukt"],
        ["1", "Opgeleverde ondermijningsbeelden", 3, "nvt", 3],
        ["2", "Behandelde casussen", 46, 30, 76],
        ["2a", "Uit ondermijningsbeelden", "", "nvt", 0],
        ["2b", "Ingebracht door gemeenten", 29, 30, 59],
        ["2d", "Ingebracht door politie", 17, "*", 17],
        ["3d", "Thema vastgoed", "zie witwassen", 4, 4],
        ["3e", "Thema OMG's", 2, "-", 2],
    ],
    cells("""
        casussen DH 2023 = 46
        casussen NL 2023 = 76
        casussen DH 2023 inbrenger:ondermijningsbeeld = [ontbreekt]
        casussen NL 2023 inbrenger:ondermijningsbeeld = 0
        casussen DH 2023 inbrenger:gemeenten = 29
        casussen NL 2023 inbrenger:gemeenten = 59
        casussen DH 2023 inbrenger:politie = 17
        casussen NL 2023 inbrenger:politie = 17
        casussen NL 2023 thema:vastgoed = 4
        casussen DH 2023 thema:omg = 2
        casussen NL 2023 thema:omg = 2
        omg-casussen DH 2023 = 2
        omg-casussen NL 2023 = 2
    """),
    periode="2023",
    make=as_xlsx,
)

TABEL_2 = File(
    "belastingdienst",
    "riec-liec-tabel-2",
    "riec-liec 2023 tabel 2.csv",
    [
        ["riec", "opgelegd_euro", "geind_of_verrekend_euro", "beslag_euro"],
        ["RIEC Limburg", "", "710000", "376000"],
        ["RIEC Den Haag", "", "616976", ""],
        ["Totaal gedrukt", "", "1326976", "376000"],
    ],
    cells("""
        fiscaal-geind DH 2023 = 616976
        fiscaal-beslag DH 2023 = [ontbreekt]
    """),
    make=as_csv,
)

_KEYS = ["ID", "SoortMisdrijf", "WijkenEnBuurten", "Perioden", "GeregistreerdeMisdrijven_1"]

MISDRIJVEN = File(
    "cbs-politie-47018ned",
    "odata-47018ned",
    "47018NED.json",
    [
        _KEYS,
        [1, "0.0.0 ", "GM0518    ", "2021JJ00", 41000],
        [2, "3.1.1 ", "GM0518    ", "2021JJ00", 812],
        [3, "3.1.1 ", "GM0518    ", "2021KW01", 200],
        [4, "3.1.1 ", "GM0518    ", "2021MM03", 60],
        [5, "3.1.1 ", "GM0363    ", "2021JJ00", 4000],
        [6, "3.1.1 ", "WK051801  ", "2021JJ00", 12],
        [7, "1.6.3 ", "GM0503    ", "2021JJ00", 2],
        [8, "3.1.2 ", "GM0503    ", "2021JJ00", 1],
        [9, "3.9.1 ", "GM0503    ", "2021JJ00", None],
        [10, "3.9.2 ", "GM0503    ", "2021JJ00", 4],
        [11, "3.1.3 ", "NL01      ", "2021JJ00", 6001],
    ],
    cells("""
        drugshandel GM0518 2021 = 812
        drugshandel GM0518 2021-03 = 60
        mensenhandel-en-mensensmokkel GM0503 2021 soort:mensenhandel = 2
        mensenhandel-en-mensensmokkel GM0503 2021 soort:mensensmokkel = 1
        mensenhandel-en-mensensmokkel GM0503 2021 = 3
        fraude GM0503 2021 soort:horizontaal = [ontbreekt]
        fraude GM0503 2021 soort:verticaal = 4
        wapenhandel NL 2021 = 6001
    """),
    make=as_odata,
)

DRUGSMISDRIJVEN = File(
    "cbs-83648ned",
    "odata-83648ned",
    "83648NED.csv",
    [
        [
            "ID", "SoortMisdrijf", "RegioS", "Perioden", "TotaalGeregistreerdeMisdrijven_1",
            "RegistratiesVanVerdachten_6", "SoortMisdrijf_Title", "Perioden_Status",
        ],
        ["1", "CRI6000", "GM0518", "2021JJ00", "1255", "900", "6 Drugsmisdrijven", ""],
        ["2", "CRI6100", "GM0518", "2025JJ00", "600", "400", "61 Harddrugs", "Voorlopig"],
        ["3", "CRI1700", "NL01", "2025JJ00", ".", "3", "17 Witwassen", "NaderVoorlopig"],
        ["4", "T001161", "GM0518", "2021JJ00", "41000", "9", "Totaal misdrijven", "Definitief"],
    ],
    cells("""
        drugsmisdrijven GM0518 2021 = 1255
        drugsmisdrijven GM0518 2025 soort:harddrugs = 600
        witwassen NL 2025 = [ontbreekt]
    """),
)  # fmt: skip

KERNCIJFERS = File(
    "cbs-70072ned",
    "odata-70072ned",
    "70072ned.json",
    [
        ["ID", "RegioS", "Perioden", "TotaleBevolking_1", "GemiddeldAantalInwoners_51"],
        [1, "GM0484    ", "2018JJ00", 109682, None],
        [2, "GM0484    ", "2016JJ00", None, 108439],
        [3, "GM0363    ", "2016JJ00", 800000, 800000],
        [4, "GM0484    ", "2016KW01", 1, 1],
    ],
    {},
    make=as_odata,
)

#: One file of every form of every bron.
FILES = (
    MMA,
    MMA_RESULTATEN,
    DRUGSLOCATIES,
    HEIT,
    BIBOB,
    DAMOCLES,
    FIU,
    VEILIGHEIDSMONITOR,
    KANTOREN,
    TABEL_1,
    TABEL_2,
    MISDRIJVEN,
    DRUGSMISDRIJVEN,
    KERNCIJFERS,
)
