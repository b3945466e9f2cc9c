-- The tables of version 3 for which a shop of version 1.5 has rows, as PostgreSQL would have
-- them: flags are booleans, what was 0 or 0000-00-00 for none is NULL, and references are kept.
-- Only the tax class of a product refers to nothing: one that comes with the shop never was there.
create table attribute_group (
  attribute_group_id integer primary key,
  sort_order integer not null
);
create table banner (
  banner_id integer primary key,
  name varchar(64) not null,
  status boolean not null
);
create table category (
  category_id integer primary key,
  image varchar(255),
  parent_id integer references category,
  top boolean not null,
  "column" integer not null,
  sort_order integer not null,
  status boolean not null,
  date_added timestamp not null,
  date_modified timestamp not null
);
create table category_path (
  category_id integer not null references category,
  path_id integer not null references category,
  level integer not null,
  primary key (category_id, path_id)
);
create table category_to_store (
  category_id integer not null references category,
  store_id integer not null,
  primary key (category_id, store_id)
);
create table country (
  country_id integer primary key,
  name varchar(128) not null,
  iso_code_2 varchar(2) not null,
  iso_code_3 varchar(3) not null,
  address_format text not null,
  postcode_required boolean not null,
  status boolean not null
);
create table coupon (
  coupon_id integer primary key,
  name varchar(128) not null,
  code varchar(20) not null,
  type char(1) not null,
  discount numeric(15,4) not null,
  logged boolean not null,
  shipping boolean not null,
  total numeric(15,4) not null,
  date_start date not null,
  date_end date not null,
  uses_total integer not null,
  uses_customer varchar(11) not null,
  status boolean not null,
  date_added timestamp not null
);
create table currency (
  currency_id integer primary key,
  title varchar(32) not null,
  code varchar(3) not null,
  symbol_left varchar(12) not null,
  symbol_right varchar(12) not null,
  decimal_place char(1) not null,
  value numeric(15,8) not null,
  status boolean not null,
  date_modified timestamp not null
);
create table customer_group (
  customer_group_id integer primary key,
  approval integer not null,
  sort_order integer not null
);
create table extension (
  extension_id integer primary key,
  type varchar(32) not null,
  code varchar(32) not null
);
create table geo_zone (
  geo_zone_id integer primary key,
  name varchar(32) not null,
  description varchar(255) not null,
  date_added timestamp not null,
  date_modified timestamp not null
);
create table information (
  information_id integer primary key,
  bottom integer not null,
  sort_order integer not null,
  status boolean not null
);
create table information_to_store (
  information_id integer not null references information,
  store_id integer not null,
  primary key (information_id, store_id)
);
create table language (
  language_id integer primary key,
  name varchar(32) not null,
  code varchar(5) not null,
  locale varchar(255) not null,
  image varchar(64) not null,
  directory varchar(32) not null,
  sort_order integer not null,
  status boolean not null
);
create table layout (
  layout_id integer primary key,
  name varchar(64) not null
);
create table layout_route (
  layout_route_id integer primary key,
  layout_id integer not null references layout,
  store_id integer not null,
  route varchar(64) not null
);
create table length_class (
  length_class_id integer primary key,
  value numeric(15,8) not null
);
create table length_class_description (
  length_class_id integer not null references length_class,
  language_id integer not null references language,
  title varchar(32) not null,
  unit varchar(4) not null,
  primary key (length_class_id, language_id)
);
create table manufacturer (
  manufacturer_id integer primary key,
  name varchar(64) not null,
  image varchar(255),
  sort_order integer not null
);
create table manufacturer_to_store (
  manufacturer_id integer not null references manufacturer,
  store_id integer not null,
  primary key (manufacturer_id, store_id)
);
create table option (
  option_id integer primary key,
  type varchar(32) not null,
  sort_order integer not null
);
create table option_description (
  option_id integer not null references option,
  language_id integer not null references language,
  name varchar(128) not null,
  primary key (option_id, language_id)
);
create table option_value (
  option_value_id integer primary key,
  option_id integer not null references option,
  image varchar(255) not null,
  sort_order integer not null
);
create table option_value_description (
  option_value_id integer not null references option_value,
  language_id integer not null references language,
  option_id integer not null references option,
  name varchar(128) not null,
  primary key (option_value_id, language_id)
);
create table order_status (
  order_status_id integer not null,
  language_id integer not null references language,
  name varchar(32) not null,
  primary key (order_status_id, language_id)
);
create table return_action (
  return_action_id integer not null,
  language_id integer not null references language,
  name varchar(64) not null,
  primary key (return_action_id, language_id)
);
create table return_reason (
  return_reason_id integer not null,
  language_id integer not null references language,
  name varchar(128) not null,
  primary key (return_reason_id, language_id)
);
create table return_status (
  return_status_id integer not null,
  language_id integer not null references language,
  name varchar(32) not null,
  primary key (return_status_id, language_id)
);
create table seo_url (
  seo_url_id integer primary key,
  store_id integer not null,
  language_id integer not null references language,
  query varchar(255) not null,
  keyword varchar(255) not null
);
create table setting (
  setting_id integer primary key,
  store_id integer not null,
  code varchar(128) not null,
  key varchar(128) not null,
  value text not null,
  serialized boolean not null
);
create table stock_status (
  stock_status_id integer not null,
  language_id integer not null references language,
  name varchar(32) not null,
  primary key (stock_status_id, language_id)
);
create table tax_class (
  tax_class_id integer primary key,
  title varchar(32) not null,
  description varchar(255) not null,
  date_added timestamp not null,
  date_modified timestamp not null
);
create table tax_rate (
  tax_rate_id integer primary key,
  geo_zone_id integer not null references geo_zone,
  name varchar(32) not null,
  rate numeric(15,4) not null,
  type char(1) not null,
  date_added timestamp not null,
  date_modified timestamp not null
);
create table tax_rate_to_customer_group (
  tax_rate_id integer not null references tax_rate,
  customer_group_id integer not null references customer_group,
  primary key (tax_rate_id, customer_group_id)
);
create table tax_rule (
  tax_rule_id integer primary key,
  tax_class_id integer not null references tax_class,
  tax_rate_id integer not null references tax_rate,
  based varchar(10) not null,
  priority integer not null
);
create table user_group (
  user_group_id integer primary key,
  name varchar(64) not null,
  permission json
);
create table voucher_theme (
  voucher_theme_id integer primary key,
  image varchar(255) not null
);
create table voucher_theme_description (
  voucher_theme_id integer not null references voucher_theme,
  language_id integer not null references language,
  name varchar(32) not null,
  primary key (voucher_theme_id, language_id)
);
create table weight_class (
  weight_class_id integer primary key,
  value numeric(15,8) not null
);
create table weight_class_description (
  weight_class_id integer not null references weight_class,
  language_id integer not null references language,
  title varchar(32) not null,
  unit varchar(4) not null,
  primary key (weight_class_id, language_id)
);
create table zone (
  zone_id integer primary key,
  country_id integer not null references country,
  name varchar(128) not null,
  code varchar(32) not null,
  status boolean not null
);
create table zone_to_geo_zone (
  zone_to_geo_zone_id integer primary key,
  country_id integer not null references country,
  zone_id integer references zone,
  geo_zone_id integer not null references geo_zone,
  date_added timestamp not null,
  date_modified timestamp
);
create table attribute (
  attribute_id integer primary key,
  attribute_group_id integer not null references attribute_group,
  sort_order integer not null
);
create table attribute_description (
  attribute_id integer not null references attribute,
  language_id integer not null references language,
  name varchar(64) not null,
  primary key (attribute_id, language_id)
);
create table attribute_group_description (
  attribute_group_id integer not null references attribute_group,
  language_id integer not null references language,
  name varchar(64) not null,
  primary key (attribute_group_id, language_id)
);
create table banner_image (
  banner_image_id integer primary key,
  banner_id integer not null references banner,
  language_id integer not null references language,
  title varchar(64) not null,
  link varchar(255) not null,
  image varchar(255) not null,
  sort_order integer not null
);
create table category_description (
  category_id integer not null references category,
  language_id integer not null references language,
  name varchar(255) not null,
  description text not null,
  meta_title varchar(255) not null,
  meta_description varchar(255) not null,
  meta_keyword varchar(255) not null,
  primary key (category_id, language_id)
);
create table customer_group_description (
  customer_group_id integer not null references customer_group,
  language_id integer not null references language,
  name varchar(32) not null,
  description text not null,
  primary key (customer_group_id, language_id)
);
create table information_description (
  information_id integer not null references information,
  language_id integer not null references language,
  title varchar(64) not null,
  description text not null,
  meta_title varchar(255) not null,
  meta_description varchar(255) not null,
  meta_keyword varchar(255) not null,
  primary key (information_id, language_id)
);
create table product (
  product_id integer primary key,
  model varchar(64) not null,
  sku varchar(64) not null,
  upc varchar(12) not null,
  ean varchar(14) not null,
  jan varchar(13) not null,
  isbn varchar(17) not null,
  mpn varchar(64) not null,
  location varchar(128) not null,
  quantity integer not null,
  stock_status_id integer not null,
  image varchar(255),
  manufacturer_id integer references manufacturer,
  shipping boolean not null,
  price numeric(15,4) not null,
  points integer not null,
  tax_class_id integer not null,
  date_available date not null,
  weight numeric(15,8) not null,
  weight_class_id integer not null references weight_class,
  length numeric(15,8) not null,
  width numeric(15,8) not null,
  height numeric(15,8) not null,
  length_class_id integer not null references length_class,
  subtract boolean not null,
  minimum integer not null,
  sort_order integer not null,
  status boolean not null,
  viewed integer not null,
  date_added timestamp not null,
  date_modified timestamp not null
);
create table product_attribute (
  product_id integer not null references product,
  attribute_id integer not null references attribute,
  language_id integer not null references language,
  text text not null,
  primary key (product_id, attribute_id, language_id)
);
create table product_description (
  product_id integer not null references product,
  language_id integer not null references language,
  name varchar(255) not null,
  description text not null,
  tag text not null,
  meta_title varchar(255) not null,
  meta_description varchar(255) not null,
  meta_keyword varchar(255) not null,
  primary key (product_id, language_id)
);
create table product_discount (
  product_discount_id integer primary key,
  product_id integer not null references product,
  customer_group_id integer not null references customer_group,
  quantity integer not null,
  priority integer not null,
  price numeric(15,4) not null,
  date_start date,
  date_end date
);
create table product_image (
  product_image_id integer primary key,
  product_id integer not null references product,
  image varchar(255),
  sort_order integer not null
);
create table product_option (
  product_option_id integer primary key,
  product_id integer not null references product,
  option_id integer not null references option,
  value text not null,
  required boolean not null
);
create table product_option_value (
  product_option_value_id integer primary key,
  product_option_id integer not null references product_option,
  product_id integer not null references product,
  option_id integer not null references option,
  option_value_id integer not null references option_value,
  quantity integer not null,
  subtract boolean not null,
  price numeric(15,4) not null,
  price_prefix varchar(1) not null,
  points integer not null,
  points_prefix varchar(1) not null,
  weight numeric(15,8) not null,
  weight_prefix varchar(1) not null
);
create table product_related (
  product_id integer not null references product,
  related_id integer not null references product,
  primary key (product_id, related_id)
);
create table product_reward (
  product_reward_id integer primary key,
  product_id integer not null references product,
  customer_group_id integer not null references customer_group,
  points integer not null
);
create table product_special (
  product_special_id integer primary key,
  product_id integer not null references product,
  customer_group_id integer not null references customer_group,
  priority integer not null,
  price numeric(15,4) not null,
  date_start date,
  date_end date
);
create table product_to_category (
  product_id integer not null references product,
  category_id integer not null references category,
  primary key (product_id, category_id)
);
create table product_to_store (
  product_id integer not null references product,
  store_id integer not null,
  primary key (product_id, store_id)
);
