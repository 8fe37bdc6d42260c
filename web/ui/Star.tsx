/** The gold star of the brand strip. */
export const Star = ({ size }: { size: string }) => (
  <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
    <path fill="#f2c14e" d="M12 2l2.4 7.200H22l-6.150 4.500L18.200 21 12 16.550 5.800 21l2.350-7.300L2 9.200h7.600z" />
  </svg>
);
