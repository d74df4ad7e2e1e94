using SkiaSharp;

namespace Rapport.Tests.Support;

/// <summary>Pictures to send: four fields of plain colours, so that it can be told how one lies.</summary>
internal static class Drawn
{
    /// <summary>What stands in the picture of <see cref="WithPlace"/> and must not come out.</summary>
    public const string Place = "37.8044N 122.2712W CAMERA-SERIAL-4711";

    /// <summary>Red, green, blue, black: above left, above right, below left, below right.</summary>
    public static byte[] Fields(int width, int height, SKEncodedImageFormat format = SKEncodedImageFormat.Jpeg)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height));
        surface.Canvas.Clear(SKColors.Black);
        Fill(0, 0, SKColors.Red);
        Fill(1, 0, SKColors.Lime);
        Fill(0, 1, SKColors.Blue);
        using var image = surface.Snapshot();
        using var data = image.Encode(format, 95);
        return data.ToArray();

        void Fill(int column, int row, SKColor colour)
        {
            using var paint = new SKPaint { Color = colour };
            surface.Canvas.DrawRect(column * width / 2f, row * height / 2f, width / 2f, height / 2f, paint);
        }
    }

    /// <summary>A JPEG whose Exif part says how its camera was held (1 to 8), where, and which camera it was.</summary>
    public static byte[] WithPlace(int width, int height, byte orientation)
    {
        var picture = Fields(width, height);
        var place = System.Text.Encoding.ASCII.GetBytes(Place + "\0");
        byte[] exif =
        [
            .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 2,
            // Orientation, one short.
            0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0,
            // Model, a text that follows.
            0x01, 0x10, 0, 2, 0, 0, 0, (byte)place.Length, 0, 0, 0, 38,
            0, 0, 0, 0, .. place,
        ];
        var length = exif.Length + 2;
        return [.. picture.AsSpan(0, 2), 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. exif, .. picture.AsSpan(2)];
    }

    /// <summary>A PNG that says it is so wide and high, and is a few bytes of nothing.</summary>
    public static byte[] Bomb(int width, int height)
    {
        var picture = Fields(300, 300, SKEncodedImageFormat.Png);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(picture.AsSpan(16), width);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(picture.AsSpan(20), height);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(picture.AsSpan(29), System.IO.Hashing.Crc32.HashToUInt32(picture.AsSpan(12, 17)));
        return picture;
    }

    /// <summary>Colours of a picture in its four corners: above left, above right, below left, below right.</summary>
    public static string Corners(byte[] picture)
    {
        using var bitmap = SKBitmap.Decode(picture);
        var (right, below) = (bitmap.Width - 10, bitmap.Height - 10);
        return string.Concat(new[] { bitmap.GetPixel(10, 10), bitmap.GetPixel(right, 10), bitmap.GetPixel(10, below), bitmap.GetPixel(right, below) }.Select(Name));
    }

    public static (int Width, int Height) Size(byte[] picture)
    {
        using var codec = SKCodec.Create(new MemoryStream(picture));
        return (codec.Info.Width, codec.Info.Height);
    }

    private static char Name(SKColor colour) => colour switch
    {
        { Red: > 200, Green: < 60, Blue: < 60 } => 'R',
        { Green: > 200, Red: < 60, Blue: < 60 } => 'G',
        { Blue: > 200, Red: < 60, Green: < 60 } => 'B',
        { Red: < 60, Green: < 60, Blue: < 60 } => 'K',
        _ => '?',
    };
}
