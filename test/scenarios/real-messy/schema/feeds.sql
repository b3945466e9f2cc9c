-- The columns of the files as they stand there: text, where a file writes numbers its own way.
create table beer (
  "index" integer not null,
  id integer primary key,
  "beer-name" text not null,
  style text,
  ounces text not null,
  abv text,
  ibu integer,
  brewery_id integer not null,
  "brewery-name" text not null,
  city text not null,
  state text
);
create table spending (
  "GF_ID" text,
  "FN_ID" text,
  "SF_ID" text,
  "GF" text,
  "F" text,
  "SF" text,
  "Gasto total 2011" text,
  "Descripción" text
);
create table admission (
  "Organisation_code" text not null,
  "Organisation_name" text not null,
  "Organisation_classification" text not null,
  "Reporting_period" text not null,
  "Part_II_patients" text not null,
  "Court_and_prison_disposal_patients" text not null,
  "Previous_legislation_and_other_acts" text not null,
  "Total_formal_admissions_excluding_place_of_safety_detentions" text not null,
  "Total_informal_admissions" text not null,
  "Place_of_safety_patients" text not null,
  "All_admissions_including_place_of_safety_detentions" text not null,
  "Total_changes_in_legal_status" text not null,
  "Detained_under_MHA_31st_March" text not null,
  "Informal_patients_male_31st_March" text not null,
  "Total_patients_31st_march" text not null,
  "Total_number_of_SCTs" text not null,
  "SCT_recalls_to_hospital" text not null,
  "Revocations_of_SCT" text not null,
  "Discharges_from_SCT" text not null
);
create table spot (
  "id" text primary key,
  "景點編號" text,
  "景點中文名稱" text,
  "景點特色詳細文字簡述" text,
  "開放時間" text,
  "景點之管理權責單位代碼" text,
  "X坐標" text,
  "Y坐標" text,
  "景點分類代碼1" text,
  "Changetime" text,
  "地址" text,
  "景點服務電話" text,
  "停車資訊" text,
  "主要停車場X坐標" text,
  "主要停車場Y坐標" text,
  "票價及相關價格資料" text,
  "警告及注意事項" text,
  "常用搜尋關鍵字" text
);
create table equipment (
  state text not null,
  county text not null,
  fips text not null,
  nsn text not null,
  item_name text,
  quantity text not null,
  ui text not null,
  acquisition_cost text not null,
  total_cost text not null,
  ship_date text not null,
  federal_supply_category text not null,
  federal_supply_category_name text not null,
  federal_supply_class text not null,
  federal_supply_class_name text not null
);
create table recipient (
  state_name text,
  state text,
  code text,
  active_duty text,
  selective_reserve text,
  dependents text,
  reserve text,
  post_vietnam text,
  total text,
  unused text
);
create table locale (
  a text,
  b text,
  c text
);
create table day (
  a text
);
create table answer (
  id integer primary key,
  a text,
  b text,
  c text
);
