import { EventEmitter } from "node:events";
import { LISTED, onlyListed } from "./allow-list.js";

/** The desktop's own things. Tests replace a dialog's function to answer it; unanswered, every dialog is cancelled. */
export const dialog = onlyListed(
  "dialog",
  {
    showOpenDialog: () => Promise.resolve({ canceled: true, filePaths: [] }),
    showSaveDialog: () => Promise.resolve({ canceled: true, filePath: "" }),
    showMessageBox: (...args: unknown[]) => {
      const options = args.at(-1) as { cancelId?: number };
      return Promise.resolve({ response: options.cancelId ?? 0, checkboxChecked: false });
    },
    showErrorBox: (title: string, content: string) => {
      process.stderr.write(`${title}: ${content}\n`);
    },
  },
  LISTED.dialog,
);

export const shell = onlyListed(
  "shell",
  { openExternal: () => Promise.resolve(), showItemInFolder: () => {} },
  LISTED.shell,
);

export const nativeTheme = onlyListed(
  "nativeTheme",
  Object.assign(new EventEmitter(), { themeSource: "system", shouldUseDarkColors: false }),
  LISTED.nativeTheme,
);

interface MenuItemOptions {
  readonly id?: string;
  readonly label?: string;
  readonly role?: string;
  readonly submenu?: MenuItemOptions[];
  click?(): void;
}

/** Menus are kept as they were given: a test finds an entry by id and clicks it. */
class MenuModel {
  readonly items: readonly MenuItemOptions[];

  constructor(items: readonly MenuItemOptions[]) {
    this.items = items;
  }

  getMenuItemById(id: string): MenuItemOptions | null {
    const search = (items: readonly MenuItemOptions[]): MenuItemOptions | null => {
      for (const item of items) {
        const found = item.id === id ? item : search(item.submenu ?? []);
        if (found !== null) return found;
      }
      return null;
    };
    return search(this.items);
  }
}

let applicationMenu: MenuModel | null = null;

export const Menu = {
  buildFromTemplate: (template: readonly MenuItemOptions[]) => new MenuModel(template),
  setApplicationMenu: (menu: MenuModel | null) => {
    applicationMenu = menu;
  },
  getApplicationMenu: () => applicationMenu,
};
