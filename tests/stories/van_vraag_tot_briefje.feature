# language: nl
Functionaliteit: Van een vraag tot een briefje, en opvolgen
  Wie aan het onthaal zit, noteert de vraag in de woorden van de cliënt,
  kiest een dienst die past, geeft een briefje mee en weet wanneer op te volgen.

  Achtergrond:
    Gegeven een huis met de startcatalogus
    En het is maandag 23 november 2026

  Scenario: Een brief van de deurwaarder
    Wanneer iemand uit 3740 zegt "Er ligt een brief van de deurwaarder en ik kan niet betalen"
    Dan staat "ocmw-bilzen-hoeselt" bij de eerste vijf suggesties
    En zegt elke suggestie waarom
    Wanneer ik doorverwijs naar "ocmw-bilzen-hoeselt" met "zelf contact"
    Dan staat de code van de vraag op het briefje
    En is er een opvolging op donderdag 3 december 2026

  Scenario: Info meegeven wordt niet opgevolgd
    Wanneer iemand uit 3740 zegt "Waar kan ik Nederlands leren?"
    En ik doorverwijs naar "centra-basiseducatie" met "info mee"
    Dan is er geen opvolging

  Scenario: Samen bellen kan pas als de cliënt akkoord gaat
    Wanneer iemand uit 3740 zegt "Mijn huisbaas wil me buiten"
    En ik doorverwijs naar "caw-limburg" met "samen gebeld" zonder akkoord
    Dan zegt het programma "Noteer wat je mag doorgeven"
    En is er niets doorverwezen

  Scenario: Een dienst zonder bekend adres of nummer
    Wanneer iemand uit 3740 zegt "Ik heb ruzie met mijn huisbaas"
    En ik doorverwijs naar "huurdersbond-limburg" met "zelf contact"
    Dan staat op het briefje "Adres en telefoon staan hier niet"
    En staat op het briefje "Lukt het niet? Kom terug."

  Scenario: Het adres van een vluchthuis komt nooit op papier
    Wanneer iemand uit 3740 zegt "Ik durf niet meer naar huis"
    En ik doorverwijs naar "vluchthuizen" met "zelf contact"
    Dan staat er geen adres van de dienst op het briefje

  Scenario: De stroom valt uit na het doorverwijzen
    Wanneer iemand uit 3740 zegt "Ik heb schulden"
    En ik doorverwijs naar "ocmw-bilzen-hoeselt" met "zelf contact"
    En het programma stopt en opnieuw start
    Dan is er een opvolging op donderdag 3 december 2026
    En is het huis gaaf
