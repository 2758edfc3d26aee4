import { isAreaCode, lacksAreaCode, phoneParts, readPhone, takesText, type PhoneFault } from './phone-number.js';

describe('a phone number as people give it', () => {
  it.each([
    ['a mobile', '138 0013-8000', '13800138000'],
    ['a mobile with the country code', '+86 138 0013 8000', '13800138000'],
    ['the same with zeros', '0086-13800138000', '13800138000'],
    ['the same without a sign', '86-138 0013 8000', '13800138000'],
    ['a mobile with the 0 of a long-distance call', '013800138000', '13800138000'],
    ['full-width digits and dashes', '１３８－００１３－８０００', '13800138000'],
    ['a mobile that a platform lends, with its extension', '17012345678转1234', '17012345678转1234'],
    ['a landline in brackets', '（0632）883-6760', '06328836760'],
    ['a landline with a long dash', '0632—8836760', '06328836760'],
    ['a landline as it is dialled from abroad', '+86 632 883 6760', '06328836760'],
    ['a landline with a 0 that is not dialled from abroad', '+86 (0)632 8836760', '06328836760'],
    ['a landline of a city of three digits', '010 6655 4433', '01066554433'],
    ['the same from abroad', '0086 10 66554433', '01066554433'],
    ['a landline with an extension', '0632-8836760转8001', '06328836760转8001'],
    ['an extension after a blank and a colon', '0632-8836760 分机：8001', '06328836760转8001'],
    ['an extension in traditional script', '0632-8836760轉 8001', '06328836760转8001'],
    ['an extension in English', '0632-8836760 EXT. 8001', '06328836760转8001'],
    ['an extension behind a dash', '0632-8836760-8001', '06328836760转8001'],
    ['an extension of one digit behind a dash', '0632-8836760-8', '06328836760转8'],
    ['a landline without its 区号', '883-6760', '8836760'],
    ['the same with an extension', '8836760-8001', '8836760转8001'],
    ['a 400 number', '400-810-8888', '4008108888'],
    ['a 400 number in other groups', '400-8108-888', '4008108888'],
    ['an 800 number with an extension', '800 810 8888 转 1', '8008108888转1'],
    ['a 95 number', '95588', '95588'],
    ['a 95 number of eight digits', '95105105', '95105105'],
    ['a hotline', '12345', '12345'],
    ['Hong Kong', '+852 9123 4567', '+85291234567'],
    ['Hong Kong with zeros', '00852-21234567', '+85221234567'],
    ['Macao', '+853 6612 3456', '+85366123456'],
    ['Taiwan with the 0 that is not dialled', '+886 0912 345 678', '+886912345678'],
    ['another country', '+1 202 555 0101', '+12025550101'],
    ['a country whose numbers keep their 0', '+39 06 1234 5678', '+390612345678'],
    ['another country with an extension', '+49 (0)30 1234567 ext 12', '+49301234567转12'],
  ])('%s has one form', (_what, given, number) => {
    expect(readPhone(given)).toEqual({ number, fault: null });
    expect(readPhone(number)).toEqual({ number, fault: null });
  });

  it.each<[string, string, PhoneFault]>([
    ['letters', '138OO138000', 'not-a-number'],
    ['words', '一三八', 'not-a-number'],
    ['two numbers', '13800138000/13900139000', 'not-a-number'],
    ['nothing but an extension', '转8001', 'not-a-number'],
    ['an extension that is a word', '0632-8836760转前台', 'extension'],
    ['no extension after all', '0632-8836760转', 'extension'],
    ['an extension too long', '0632-8836760转8001800', 'extension'],
    ['a 区号 that does not exist', '0132-8836760', 'area-code'],
    ['a 区号 without its 0', '632-8836760', 'area-code'],
    ['Hong Kong without a sign', '852 9123 4567', 'area-code'],
    ['a country code that begins with 0', '+0 202 555 0101', 'country-code'],
    ['a country code that no country has', '+210 202 555 0101', 'country-code'],
    ['a country code without its number', '+3', 'country-code'],
    ['a mobile too short', '1380013800', 'too-short'],
    ['a mobile too long', '138001380000', 'too-long'],
    ['a mobile of no carrier', '12800138000', 'prefix'],
    ['a landline that begins with 0', '0632-0836760', 'prefix'],
    ['a landline without 区号 that begins with 9', '9123456', 'prefix'],
    ['a landline too short', '0632-88367', 'too-short'],
    ['a landline too long', '0632-883676000', 'too-long'],
    ['seven digits where all have eight', '010-6655443', 'too-short'],
    ['a few digits', '5512', 'too-short'],
    ['Hong Kong too short', '+852 9123 456', 'too-short'],
    ['Hong Kong too long', '+852 9123 45678', 'too-long'],
    ['a number of North America too long', '+1 202 555 01011', 'too-long'],
    ['longer than any number in the world', '+44 20 5550 1012 0255', 'too-long'],
  ])('with %s says which part is wrong', (_what, given, fault) => {
    expect(readPhone(given)).toEqual({ number: null, fault });
  });

  it('lacks its 区号 only where it is a landline’s', () => {
    const lacking = ['8836760', '66554433', '8836760转8001'];
    const whole = ['06328836760', '13800138000', '95588', '95105105', '+85291234567'];
    expect([lacking.every(lacksAreaCode), whole.some(lacksAreaCode)]).toEqual([true, false]);
    expect([['0632', '010'].every(isAreaCode), ['', '632', '01', '06321', '0132'].some(isAreaCode)]).toEqual([
      true,
      false,
    ]);
  });

  it('comes apart into number, local number and extension', () => {
    expect(phoneParts('06328836760转8001')).toEqual({ number: '06328836760', local: '8836760', extension: '8001' });
    expect(phoneParts('13800138000')).toEqual({ number: '13800138000', local: '13800138000', extension: null });
  });

  it('takes a text message where it is a mobile of the mainland', () => {
    const others = ['06328836760', '06328836760转8001', '17012345678转1234', '4008108888', '95588', '+85291234567'];
    expect([takesText('13800138000'), others.some(takesText)]).toEqual([true, false]);
  });
});
