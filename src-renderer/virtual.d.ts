declare module 'virtual:suomifi-tokens.css'
