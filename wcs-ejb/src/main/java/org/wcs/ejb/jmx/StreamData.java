package org.wcs.ejb.jmx;

/**
 * One stream.
 *
 * @param name its name
 * @param mediaSessionId its name as a media session
 * @param sessionId whose it is
 * @param published whether it comes in
 * @param state how far it is
 * @param provider how it is carried
 * @param remoteAddress the other end
 * @param audioCodec empty if there is no sound
 * @param videoCodec empty if there is no picture
 * @param width in pixels
 * @param height in pixels
 * @param createdMillis when it was asked for, Unix time
 * @param bitsPerSecond of both kinds
 * @param framesPerSecond of the pictures
 * @param lostPackets on the way
 * @param skippedUnits not sent to a player
 */
public record StreamData(
    String name,
    String mediaSessionId,
    String sessionId,
    boolean published,
    String state,
    String provider,
    String remoteAddress,
    String audioCodec,
    String videoCodec,
    int width,
    int height,
    long createdMillis,
    long bitsPerSecond,
    int framesPerSecond,
    long lostPackets,
    long skippedUnits) {}
