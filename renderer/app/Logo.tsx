/** Skein's mark: a loose knot of two threads. */
export function Logo() {
  return (
    <svg
      width="20"
      height="20"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M3 6c4.7 0 4.7 8 9.3 8 2.6 0 4.7-1.8 4.7-4s-2.1-4-4.7-4C7.7 6 7.7 14 3 14" />
      <path d="M3 10h3.2M10.7 10H17" />
    </svg>
  );
}
