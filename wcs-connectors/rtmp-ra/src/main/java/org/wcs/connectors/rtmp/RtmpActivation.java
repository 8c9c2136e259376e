package org.wcs.connectors.rtmp;

import jakarta.resource.spi.Activation;
import org.wcs.connectors.inflow.PortActivation;
import org.wcs.net.ByteListener;

/** Joins an endpoint to the RTMP adapter. Made by the container. */
@Activation(messageListeners = ByteListener.class)
public class RtmpActivation extends PortActivation {}
