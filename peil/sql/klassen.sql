-- one row per indicator x map class
SELECT * FROM klassen
