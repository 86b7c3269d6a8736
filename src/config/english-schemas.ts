import { config } from 'zod/mini';
import english from 'zod/v4/locales/en.js';

// The small zod has no words of its own; without them a mistake is only "Invalid input".
config(english());
