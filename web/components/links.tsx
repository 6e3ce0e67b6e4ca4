import {
  Anchor,
  type AnchorProps,
  Button,
  type ButtonProps,
  Menu,
  type MenuItemProps,
  NavLink,
  type NavLinkProps,
} from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import { type AnchorHTMLAttributes, forwardRef } from "react";

// Mantine's looks on the router's typed links: a path, its ids and its search are checked where they are written.
type Rest<Props> = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof Props>;

export const LinkButton = createLink(
  forwardRef<HTMLAnchorElement, ButtonProps & Rest<ButtonProps>>((props, ref) => (
    <Button component="a" ref={ref} {...props} />
  )),
);

export const LinkAnchor = createLink(
  forwardRef<HTMLAnchorElement, AnchorProps & Rest<AnchorProps>>((props, ref) => <Anchor ref={ref} {...props} />),
);

export const LinkNav = createLink(
  forwardRef<HTMLAnchorElement, NavLinkProps & Rest<NavLinkProps>>((props, ref) => <NavLink ref={ref} {...props} />),
);

export const LinkItem = createLink(
  forwardRef<HTMLAnchorElement, MenuItemProps & Rest<MenuItemProps>>((props, ref) => (
    <Menu.Item component="a" ref={ref} {...props} />
  )),
);
