/** Capitals that abbreviate things, not bodies, people or places; a plural `s` is taken off first. */
export const COMMON_ACRONYMS: ReadonlySet<string> = new Set(
  (
    'AI AGI ML NLP LLM SEO SEM CRM ERP API SDK CEO CFO CTO COO CMO CIO CPA HR PR IT ICT ROI KPI B2B B2C SaaS UX UI VR AR XR ' +
    'NFT ETF IPO IRA HSA APR APY GDP GNP CPI VAT GST USD EUR GBP JPY INR CNY LLC LLP MBA PhD BA BS MA MS MSc BSc MD RN DDS ' +
    'PTSD ADHD OCD HIV AIDS DNA RNA MRI CT ECG ICU ER IV BMI IQ EQ COVID SARS MERS HPV STD IVF CBD THC LSD MDMA PFAS CO2 ' +
    'PDF HTML CSS URL FAQ RSS XML JSON SQL JPG JPEG PNG GIF MP3 MP4 DVD CD ISO USB HDMI GPS GPU CPU RAM ROM SSD HDD LED LCD ' +
    'OLED TV PC VPN DNS IP HTTP HTTPS FTP LAN WAN WiFi 4G 5G SMS MMS SIM PIN ATM OTP QR DIY DIYer HIIT RPG FPS MMO SUV EV ' +
    'MPG RPM HP AC DC LNG LPG GMO UFO UAV ICBM IED WMD RPG NGO IDP POW MIA KIA VIP MVP RIP LOL OMG FYI ASAP TBA TBD RSVP ETA ' +
    'AM PM EST EDT CST CDT MST MDT PST PDT GMT UTC CET BC AD BCE CE OK ID MC DJ TLC AKA BBQ SOP NDA MOU FOMO LGBT LGBTQ STEM'
  ).split(' '),
);

/** The same spelled out, and what else pages write with capitals though it names nothing of its own; lower case. */
export const COMMON_PHRASES: ReadonlySet<string> = new Set([
  'artificial intelligence',
  'customer service',
  'customer support',
  'data science',
  'frequently asked questions',
  'human resources',
  'machine learning',
  'open source',
  'privacy policy',
  'project management',
  'public relations',
  'search engine optimization',
  'social media',
  'social media marketing',
  'table of contents',
  'terms of service',
  'web development',
]);
