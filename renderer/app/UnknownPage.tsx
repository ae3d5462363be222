import { navigate } from "../state/navigation.js";
import { Button } from "../ui/Button.js";
import { EmptyState } from "../ui/EmptyState.js";
import styles from "./UnknownPage.module.css";

/** What stands at an address that means nothing. */
export function UnknownPage({ path }: { readonly path: string }) {
  return (
    <div className={styles.page}>
      <EmptyState
        title="There is nothing at this address"
        hint={path}
        actions={<Button onClick={() => navigate({ page: "home" })}>Go to the start</Button>}
      />
    </div>
  );
}
