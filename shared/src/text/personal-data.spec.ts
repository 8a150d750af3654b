import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { findPersonalData } from './personal-data.ts';
import type { PersonalDataKind, ScanOptions } from './personal-data.ts';

const found = (text: string, options?: ScanOptions) =>
  findPersonalData(text, options).map(({ kind, start, end }): [PersonalDataKind, string] => [
    kind,
    text.slice(start, end),
  ]);

const one = (kind: PersonalDataKind) => (text: string, expected: string) => {
  expect(found(text)).toEqual([[kind, expected]]);
};

describe('phone numbers', () => {
  test.each([
    ['Ruf mich an: 0170 1234567', '0170 1234567'],
    ['0561/123456 ab 18 Uhr', '0561/123456'],
    ['(0561) 12 34 56', '(0561) 12 34 56'],
    ['bin (0170-1234567) erreichbar', '0170-1234567'],
    ['+49 170 1234567', '+49 170 1234567'],
    ['+49 (0) 561 / 12 34 56', '+49 (0) 561 / 12 34 56'],
    ['0049 561 123456.', '0049 561 123456'],
    ['01701234567', '01701234567'],
    ['0170 1234567. 20 Minuten reichen', '0170 1234567'],
    ['unter 0561.123456 bis morgen', '0561.123456'],
    ['01.23.45.67.89', '01.23.45.67.89'],
    ['Tel. 123456', '123456'],
    ['Meine Handynummer lautet: 98 76 54 3', '98 76 54 3'],
    ['98765432 ist meine Rückrufnummer', '98765432'],
    ['call me at 7946 0958', '7946 0958'],
    ['my phone number is 020 7946 0958', '020 7946 0958'],
    ['+44 20 7946 0958', '+44 20 7946 0958'],
    ['Try (555) 234-5678 tonight', '(555) 234-5678'],
    ['555-234-5678', '555-234-5678'],
    ['+1 555 234 5678', '+1 555 234 5678'],
  ])('in %j', one('phone'));
});

it('finds phone numbers in a row', () => {
  expect(found('0170 1234567 / 0561 123456 0151 23456789, +49 561 987654')).toEqual([
    ['phone', '0170 1234567'],
    ['phone', '0561 123456'],
    ['phone', '0151 23456789'],
    ['phone', '+49 561 987654'],
  ]);
});

describe('e-mail addresses', () => {
  test.each([
    ['Schreib an svenja.albers@norden.example.', 'svenja.albers@norden.example'],
    ['<svenja+netz@mail.norden.example>', 'svenja+netz@mail.norden.example'],
    ['mailto:s@a.de', 's@a.de'],
    ['jürgen@bücher.example', 'jürgen@bücher.example'],
    ['svenja (at) norden.example', 'svenja (at) norden.example'],
    ['svenja[at]norden.example', 'svenja[at]norden.example'],
  ])('in %j', one('email'));
});

describe('bank accounts and cards', () => {
  test.each([
    ['IBAN: DE89 3704 0044 0532 0130 00, danke', 'DE89 3704 0044 0532 0130 00'],
    ['de89370400440532013000', 'de89370400440532013000'],
    ['GB29 NWBK 6016 1331 9268 19', 'GB29 NWBK 6016 1331 9268 19'],
    ['AT61 1904 3002 3457 3201 und weiter', 'AT61 1904 3002 3457 3201'],
    ['NL91ABNA0417164300', 'NL91ABNA0417164300'],
  ])('IBAN in %j', one('iban'));

  test.each([
    ['Karte 4111 1111 1111 1111 gesperrt', '4111 1111 1111 1111'],
    ['5555-5555-5555-4444', '5555-5555-5555-4444'],
    ['378282246310005', '378282246310005'],
    ['4111 1111 1111 1111 12/27 123', '4111 1111 1111 1111'],
  ])('card in %j', one('card'));

  test.each([['DE89 3704 0044 0532 0130 01'], ['4111 1111 1111 1112'], ['IMEI 490154203237518']])(
    'not in %j, whose check digits or form are wrong',
    (text) => {
      expect(found(text).filter(([kind]) => kind === 'iban' || kind === 'card')).toEqual([]);
    },
  );
});

describe('customer and contract numbers', () => {
  test.each([
    [
      'Die Tagesflat habe ich für die Kundennummer 4471 9038 21 gebucht, sie gilt bis morgen 14 Uhr.',
      '4471 9038 21',
    ],
    ['Kundennummer ist 4471903821', '4471903821'],
    ['KUNDENNUMMER:\n4471-9038-21!', '4471-9038-21'],
    ['meine Kd.-Nr. lautet K-12345', 'K-12345'],
    ['Kunden-Nr.: AB123456', 'AB123456'],
    ['4471 9038 21 (Kundennummer)', '4471 9038 21'],
    ['Hallo, 4471903821 ist meine Kundennummer', '4471903821'],
    ['my customer number is 44719038', '44719038'],
    ['Account number: 12345678', '12345678'],
    ['customer ID #998877', '998877'],
  ])('customer number in %j', one('customerNumber'));

  test.each([
    ['Vertragsnummer 123456789', '123456789'],
    ['Vertragskonto: 2000 123 456', '2000 123 456'],
    ['My contract no. is C-99887766', 'C-99887766'],
  ])('contract number in %j', one('contractNumber'));

  it('goes by the word where the number could be a phone’s', () => {
    expect(found('Kundennummer 0170 1234567')).toEqual([['customerNumber', '0170 1234567']]);
  });

  it('knows the organisation’s own numbers without a word', () => {
    const options = { customerNumberPattern: '9999 9999 99' };
    expect(found('Es geht um 4471 9038 21 und 4471903822.', options)).toEqual([
      ['customerNumber', '4471 9038 21'],
      ['customerNumber', '4471903822'],
    ]);
    expect(found('Es geht um 4471 9038 21.')).toEqual([]);
    expect(found('Es geht um 4471 9038 21.', { customerNumberPattern: '(\\d+)+$' })).toEqual([]);
    expect(found('Ruf 0170 1234567 an', { customerNumberPattern: '99999999999' })).toEqual([
      ['phone', '0170 1234567'],
    ]);
  });
});

describe('addresses', () => {
  test.each([
    ['Ich wohne in der Musterstraße 12, 34117 Kassel.', 'Musterstraße 12, 34117 Kassel'],
    ['Meine Hauptstr. 7a', 'Hauptstr. 7a'],
    ['kurt-schumacher-straße 5', 'kurt-schumacher-straße 5'],
    ['Berliner Allee 12-14\n10115 Berlin', 'Berliner Allee 12-14\n10115 Berlin'],
    ['im Kirchweg 5 fehlt die Dose', 'Kirchweg 5'],
    ['Alter Markt 3', 'Alter Markt 3'],
    ['Wir wohnen Am Anger 4', 'Am Anger 4'],
    ['An der Alster 5, 20099 Hamburg', 'An der Alster 5, 20099 Hamburg'],
    ['bei mir in 34117 Kassel', '34117 Kassel'],
    ['PLZ 61348 Bad Homburg', '61348 Bad Homburg'],
    ['D-60311 Frankfurt am Main', 'D-60311 Frankfurt am Main'],
    ['I live at 221B Baker Street, London', '221B Baker Street'],
    ['742 Evergreen Terrace', '742 Evergreen Terrace'],
    ['postcode SW1A 1AA', 'SW1A 1AA'],
    ['Springfield, IL 62704', 'Springfield, IL 62704'],
  ])('in %j', one('address'));
});

describe('no false alarm', () => {
  test.each([
    // Prices and quantities
    'Das kostet 14,95 € im Monat, einmalig 1.299,00 EUR oder $1,234,567.89.',
    '10.000.000 Kunden, 250000 Haushalte, 15000 Haushalte ohne Netz, 50000 Kunden warten',
    'Wir haben 12345 Kunden und 10000 Anfragen am Tag, rund 34000 Menschen.',
    '50 GB Datenvolumen, 100000 kbit/s, 1000 Mbit, 0,5 Prozent, 0.001 %',
    'Speicherplatz 20 GB, Arbeitsplatz 2, Steckplatz 3, Bahnhof 5',
    'A1 4GB RAM, B2 8TB',
    // Dates and times
    'Am 20.11.2026 um 14:17 Uhr, bis 01.02.2026 12:30 oder 05.06.-07.08.2026.',
    '2026-11-20T14:17:00Z, 11/20/2026, (03/18/2020), 01-02-2026, 20. November',
    'Mo-Fr 08:00-17:00, 0800 bis 1700 Uhr, seit 2019 und bis 2025',
    'Am Montag 3 Stunden, Im Oktober 2026, Zum Preis von 5 Euro, Am Freitag 13 Uhr',
    'Seit der Hauptstraße 2025 erneuert wurde',
    'Auf dem Weg 2 Stunden gewartet, diese Straße 5 mal gesperrt',
    // Signs of the network
    '#Kundennummer #01701234567 @svenja@norden.example @jana_krueger',
    'https://norden.example/kunden/4471903821?tel=01701234567&mail=a@b.example www.norden.example/0170-1234567',
    'https://brueckenfunk.example/c/7KQ2M9XW4TPBD und 7KQ2-M9XW-4TPBD und 4471-9038-2TPBD',
    '— Jana aus dem Serviceteam ^JK',
    // Published numbers of companies
    'Unsere Hotline 0800 330 1000 ist kostenlos, aus dem Ausland 00800 3301000. Notruf 112, 116 117.',
    'Telefon: 0800 3301000',
    // Other numbers
    'Ticket 0123456789, Bestellnummer 0170123456, Sendungsnummer 00340434161094042557',
    'Router-IP 192.168.178.100, Version 7.57.12, Fehler 0x80070005, 00:1A:2B:3C:4D:5E',
    'Meine Kundennummer habe ich schon 3 mal genannt, den Vertrag seit 2019',
    'Kundennummer fehlt. Termin am 20.11.2026',
    'IMEI 490154203237518',
    'Störung 3: Kassel-West, 24/7, 1+1=2, 5G, iPhone 15, Windows 11, Kanal 36',
    '2 Google Drive accounts, 5 star rating, top 10',
    '',
    'Hallo, hier ist Jana. Drücke dir die Daumen für 15 Uhr!',
  ])('in %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('findPersonalData', () => {
  it('finds several things in order', () => {
    const text =
      'Svenja Albers, Musterstraße 12, 34117 Kassel, Tel. 0561 123456, svenja@norden.example, IBAN DE89370400440532013000, Kundennummer 4471 9038 21, Vertragsnummer 99887766';
    expect(found(text).map(([kind]) => kind)).toEqual([
      'address',
      'phone',
      'email',
      'iban',
      'customerNumber',
      'contractNumber',
    ]);
  });

  it('counts in UTF-16 units', () => {
    const text = '👨‍👩‍👧‍👦 0170 1234567 👍';
    const [finding] = findPersonalData(text);
    expect(finding).toEqual({ kind: 'phone', start: 12, end: 24 });
  });

  const pieces =
    '0170 1234567|Kundennummer |4471 9038 21|a@b.example|DE89370400440532013000|4111111111111111|' +
    'Musterstraße 12|, |34117 Kassel| |\n|.|+49|(|)|#|https://|👍|x|5';
  const piece = fc.constantFrom(...pieces.split('|'));
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece, { maxLength: 25 }).map((parts) => parts.join('')),
  );

  it('gives findings in order, within the text and without overlaps, for any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let reached = 0;
        for (const { start, end } of findPersonalData(text, { customerNumberPattern: '9999 9999 99' })) {
          expect(start).toBeGreaterThanOrEqual(reached);
          expect(end).toBeGreaterThan(start);
          reached = end;
        }
        expect(reached).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('finds a number wherever it stands on its own', () => {
    const ahead = fc.constantFrom('', ' ', '\n', '"', '👍', 'Hallo, ', '. ', '(', ': ', '20. ');
    const behind = fc.constantFrom(
      '',
      ' ',
      '\n',
      '"',
      '👍',
      ', Hallo',
      '. ',
      ')',
      '; ',
      ' ab 18 Uhr',
      '. 20',
    );
    fc.assert(
      fc.property(ahead, behind, (before, after) => {
        expect(found(`${before}0170 1234567${after}`)).toEqual([['phone', '0170 1234567']]);
      }),
    );
  });

  const hostile =
    '1|1 |0|+|(|0(|1-|1.|1/|11.11.|a|a@|@|a.|a@a.|.|-| |#|#a|#1|\n|\0|ﷺ|👍|\u00a0|' +
    'Kundennummer |Kundennummer:|Kundennummer 1|Tel |Kd-|DE89|DE89 |A1 |straße |straße 1|Straße 1 |Aplatz 1|' +
    'Aa |1 Aa |A-|Am A 1|12345 A|12345 |12345 Aa-|http://|www.|ist |(at)|svenja (at) |AAAA-AAAA-|' +
    '0170 1234567 |a@b.example |Musterstraße 12, 34117 Kassel |4111111111111111 |4471 9038 21 ';

  test.each(hostile.split('|'))('takes no time for 100 kB of %j', (part) => {
    const text = part.repeat(Math.ceil(100_000 / part.length));
    const options = { customerNumberPattern: '9999 9999 99' };
    findPersonalData(text.slice(0, 5000), options);
    // A tenth of a second on an idle machine; what grows with the square of the length would take minutes.
    const startedAt = performance.now();
    findPersonalData(text, options);
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });
});
