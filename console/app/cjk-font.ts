/** A Chinese font for machines without one: a browser fetches the pieces whose characters it lacks. */
import '@fontsource-variable/noto-sans-sc/wght.css';
