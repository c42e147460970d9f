import type { ExportContent } from '../formats/content.ts'

/** How the folder is read, in three languages, for whoever finds it without this program. */
export const readMe = ({
  head,
  ended,
  version,
}: Pick<ExportContent, 'head' | 'ended' | 'version'>): string => `\uFEFF${head.organisation}
ALPO-desk ${version}, ${ended}

SUOMEKSI
Tämä kansio sisältää koko rekisterin salaamattomana. Sisältö on salassa pidettävää.
- index.html: avaa selaimessa. Näyttää taulukot ja liitteet ilman verkkoa ja ilman ohjelmaa.
- data/*.csv: taulukot Exceliin (UTF-8, erotin puolipiste). Jos solun teksti alkaa heittomerkillä ('), merkki ei
  kuulu tekstiin. data/*.json: samat tiedot ohjelmille, yksi tietue rivillä, muutoshistoria mukana.
- schema/*.schema.json, csv-metadata.json: kenttien kuvaukset (JSON Schema, CSVW).
- attachments: liitteet alkuperäisinä tiedostoina.
- manifest.json, SHA256SUMS: luettelo tiedostoista ja niiden tarkistussummat (sha256sum -c SHA256SUMS).

PÅ SVENSKA
Den här mappen innehåller hela registret utan kryptering. Innehållet är sekretessbelagt.
- index.html: öppna i webbläsaren. Visar tabeller och bilagor utan nätverk och utan programmet.
- data/*.csv: tabeller för Excel (UTF-8, semikolon som avgränsare). Om en cells text börjar med en apostrof (') hör
  tecknet inte till texten. data/*.json: samma uppgifter för program, en post per rad, med ändringshistorik.
- schema/*.schema.json, csv-metadata.json: beskrivningar av fälten (JSON Schema, CSVW).
- attachments: bilagorna som originalfiler.
- manifest.json, SHA256SUMS: förteckning över filerna och deras kontrollsummor (sha256sum -c SHA256SUMS).

IN ENGLISH
This folder holds the whole register, not encrypted. Its content is confidential.
- index.html: open it in a browser. Shows tables and attachments without a network and without the program.
- data/*.csv: tables for Excel (UTF-8, separated by semicolons). Where the text of a cell begins with an apostrophe
  ('), the sign is not part of it. data/*.json: the same for programs, one record a line, with its history.
- schema/*.schema.json, csv-metadata.json: what the fields are (JSON Schema, CSVW).
- attachments: the attachments as original files.
- manifest.json, SHA256SUMS: all files with their checksums (sha256sum -c SHA256SUMS).
`
