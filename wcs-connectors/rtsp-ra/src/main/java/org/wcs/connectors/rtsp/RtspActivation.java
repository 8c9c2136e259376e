package org.wcs.connectors.rtsp;

import jakarta.resource.spi.Activation;
import org.wcs.connectors.inflow.PortActivation;
import org.wcs.net.ByteListener;

/** Joins an endpoint to the RTSP adapter. Made by the container. */
@Activation(messageListeners = ByteListener.class)
public class RtspActivation extends PortActivation {}
