/** How an encrypted export is opened, in three languages: it says nothing of what is inside. */
export const sealedReadMe = `\uFEFFSUOMEKSI
Tiedostot on salattu age-ohjelman muodossa (https://age-encryption.org). Avaamiseen tarvitaan jonkin vastaanottajan
yksityinen avain (AGE-SECRET-KEY-…) tiedostossa, tässä avain.txt. Jokainen tiedosto on salattu ZIP-paketti. Pura kaikki
samaan kansioon ja avaa sieltä index.html selaimessa:

PÅ SVENSKA
Filerna är krypterade med age (https://age-encryption.org). För att öppna dem behövs en mottagares privata nyckel
(AGE-SECRET-KEY-…) i en fil, här avain.txt. Varje fil är ett krypterat ZIP-paket. Packa upp alla i samma mapp och öppna
index.html där i webbläsaren:

IN ENGLISH
The files are encrypted with age (https://age-encryption.org). Opening them takes the private key of a recipient
(AGE-SECRET-KEY-…) in a file, here avain.txt. Each file is an encrypted ZIP archive. Unpack all of them into one folder
and open index.html there in a browser:

Linux, macOS
  for f in *.age; do age -d -i avain.txt -o x.zip "$f" && unzip -o -q x.zip -d avattu && rm x.zip; done

Windows (PowerShell)
  foreach ($f in Get-ChildItem *.age) { age -d -i avain.txt -o x.zip $f.Name; Expand-Archive x.zip avattu -Force; Remove-Item x.zip }
`
