package org.wcs.ejb.shell;

import java.security.Provider;
import org.apache.sshd.common.util.security.SecurityProviderRegistrar;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.bouncycastle.BouncyCastleSecurityProviderRegistrar;

/**
 * Has SSHD take Ed25519 from the Bouncy Castle of this application. By itself it would take the one
 * that a container has made known to the whole process, whose classes are others of the same name,
 * or make ours known there.
 */
final class OwnProvider extends BouncyCastleSecurityProviderRegistrar {

  private final Provider provider;

  private OwnProvider(Provider provider) {
    this.provider = provider;
  }

  /** Before anything of SSHD is used. Idempotent. */
  static void use() {
    System.setProperty(
        SecurityUtils.SECURITY_PROVIDER_REGISTRARS, SecurityProviderRegistrar.NO_OPTIONS_VALUE);
    if (SecurityUtils.isProviderRegistered(SecurityUtils.BOUNCY_CASTLE)) {
      return;
    }
    try {
      Class<?> made = Class.forName(PROVIDER_CLASS, true, SecurityUtils.class.getClassLoader());
      Provider provider = (Provider) made.getDeclaredConstructor().newInstance();
      SecurityUtils.registerSecurityProvider(new OwnProvider(provider));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Bouncy Castle is not part of the application", e);
    }
  }

  @Override
  public String getProviderName() {
    return SecurityUtils.BOUNCY_CASTLE;
  }

  @Override
  public Provider getSecurityProvider() {
    return provider;
  }

  @Override
  public boolean isSupported() {
    return true;
  }

  @Override
  public boolean isNamedProviderUsed() {
    return false;
  }
}
