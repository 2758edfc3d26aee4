/** The development-only grant by which the command line gets a token in a demo person's name, without a login page. */
export const demoPersonGrant = 'urn:bancheng:demo-person';

/** The client that may use it. */
export const demoClientId = 'bancheng-demo';
