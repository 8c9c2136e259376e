package org.wcs.connectors.media;

import jakarta.resource.spi.Activation;
import org.wcs.connectors.inflow.PortActivation;
import org.wcs.net.MediaListener;

/** Joins an endpoint to the media adapter. Made by the container. */
@Activation(messageListeners = MediaListener.class)
public class MediaActivation extends PortActivation {}
