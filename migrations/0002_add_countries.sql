-- Reference data of the new schema: it has no counterpart in the old one.
insert into country (iso2, name) values
  ('AR', 'Argentina'), ('AT', 'Austria'), ('AU', 'Australia'), ('BE', 'Belgium'), ('BR', 'Brazil'),
  ('CA', 'Canada'), ('CL', 'Chile'), ('CZ', 'Czechia'), ('DE', 'Germany'), ('DK', 'Denmark'),
  ('ES', 'Spain'), ('FI', 'Finland'), ('FR', 'France'), ('GB', 'United Kingdom'), ('HU', 'Hungary'),
  ('IE', 'Ireland'), ('IN', 'India'), ('IT', 'Italy'), ('NL', 'Netherlands'), ('NO', 'Norway'),
  ('PL', 'Poland'), ('PT', 'Portugal'), ('SE', 'Sweden'), ('US', 'United States');
