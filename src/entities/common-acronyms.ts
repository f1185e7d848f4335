/** Capitals that abbreviate things, not bodies, people or places; a plural `s` is taken off first. */
export const COMMON_ACRONYMS: ReadonlySet<string> = new Set(
  (
    'AI AGI ML NLP LLM SEO SEM CRM ERP API SDK CEO CFO CTO COO CMO CIO CPA HR PR IT ICT ROI KPI B2B B2C SaaS UX UI VR AR XR ' +
    'NFT ETF IPO IRA HSA APR APY GDP GNP CPI VAT GST USD EUR GBP JPY INR CNY LLC LLP MBA PhD BA BS MA MS MSc BSc MD RN DDS ' +
    'PTSD ADHD OCD HIV AIDS DNA RNA MRI CT ECG ICU ER IV BMI IQ EQ COVID SARS MERS HPV STD IVF CBD THC LSD MDMA PFAS CO2 ' +
    'HD HQ IFRS GAAP NES SNES TDD MVC OOP SSL TLS SSH JVM JDK JRE ORM CMS CDN UML DOM AJAX PDF HTML CSS URL FAQ RSS XML JSON SQL JPG JPEG PNG GIF MP3 MP4 DVD CD ISO USB HDMI GPS GPU CPU RAM ROM SSD HDD LED LCD ' +
    'OLED TV PC VPN DNS IP HTTP HTTPS FTP LAN WAN WiFi 4G 5G SMS MMS SIM PIN ATM OTP QR DIY DIYer HIIT RPG FPS MMO SUV EV ' +
    'MPG RPM HP AC DC LNG LPG GMO UFO UAV ICBM IED WMD RPG NGO IDP POW MIA KIA VIP MVP RIP LOL OMG FYI ASAP TBA TBD RSVP ETA ' +
    'IRR NPV LTV EBIT EBITDA CAPEX OPEX SVP EVP AVP CPO CSO CISO RFP RFQ RFI SOW LOI PTO OOO COB EOM YTD YOY QTD FOB ' +
    'CIF COD SKU P2P VCR VHS DVR PVR CRT APU SCSI SATA IDE BIOS DOS GUI CLI LTE NFC RFID VoIP OCR CAD CNC DDoS BYOB ' +
    'BYOD LMAO ROFL WTF BTW TTYL IMO IMHO IIRC AFAIK TLDR SMH NSFW YMMV FWIW YAY WOW YES TGIF DM WTB OBO DUI DWI CDL ' +
    'GED LSAT MCAT GMAT GRE TOEFL IELTS GPA JD MFA EdD LLB DVM DMD OBGYN PCP GP LPN CNA EMT CPR AED NICU EKG EEG TSH ' +
    'LDL HDL A1C BPM UTI PCOS PMS IBS COPD STI TB CLA HMB BCAA DHEA MSM GABA MSG BPA PVC DDT PCB ATV RV MPV AWD 4WD ' +
    'VIN OEM HVAC RSV MMBtu MW KW KWH MPH KPH BTU PSI REIT CDO IOU LBO MLM EOE POV CGI FX KYC NRI MRAP UCAV ' +
    'MANPADS ATGM CBRN IRBM SLBM VBIED SVBIED WIA HTML5 TIFF CSV TSV MPEG AVI WAV TXT DOCX XLS XLSX PPT PPTX EXE ZIP ' +
    'BST PKT WIB JST AEST AEDT NZST HKT CEST EET SAT ROE EPS MCT ' +
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
  // prizes, ages of the earth, and what else has a name though it is no person, body or place
  'air force one',
  'baftas',
  'cretaceous',
  'devonian',
  'dodd-frank',
  'emmys',
  'eocene',
  'golden globe',
  'golden globes',
  'grammys',
  'grand slam',
  'holocene',
  'jurassic',
  'miocene',
  'obamacare',
  'old world',
  'oligocene',
  'oscars',
  'paleocene',
  'paleolithic',
  'permian',
  'pleistocene',
  'pliocene',
  'pulitzer',
  'super bowl',
  'triassic',
  'world cup',
  'world series',
]);
