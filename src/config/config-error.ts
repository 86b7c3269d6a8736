/** A configuration that cannot be used; `message` names the file, the place in it and what would be right. */
export class ConfigError extends Error {
  readonly nextStep: string;

  constructor(message: string, nextStep: string) {
    super(message);
    this.name = 'ConfigError';
    this.nextStep = nextStep;
  }
}
