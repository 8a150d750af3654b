/** An address that is shown to customers as a link: http or https, whole, without credentials. For `IsUrl`. */
export const WEB_ADDRESS = {
  protocols: ['http', 'https'],
  require_protocol: true,
  require_tld: false,
  disallow_auth: true,
};
