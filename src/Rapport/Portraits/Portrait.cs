using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Rapport.Portraits;

/// <summary>How the hair of a drawn person is worn.</summary>
internal enum Hair
{
    Short,
    Fade,
    Bob,
    Long,
    Wave,
    Curls,
    Bun,
    Scarf,
}

/// <summary>
/// What a drawn person looks like. Everything is drawn by lot from a number that means nothing, so that a drawing says
/// nothing of the one for whom it stands: neither name nor language nor gender has a part in it.
/// </summary>
/// <param name="Tint">Colours of ground and cloth, a place in <see cref="Palette.Tints"/>.</param>
/// <param name="Cloth">Colours of a scarf, a place in <see cref="Palette.Tints"/> that is never the tint.</param>
/// <param name="Corner">Where the larger circle of the ground lies, 0 to 5.</param>
/// <param name="Skin">A place in <see cref="Palette.Skins"/>.</param>
/// <param name="Hair">How the hair is worn.</param>
/// <param name="HairColour">A place in <see cref="Palette.Hairs"/>.</param>
internal readonly record struct Portrait(
    int Tint, int Cloth, int Corner, int Skin, Hair Hair, int HairColour, bool Beard, bool Glasses, bool Earrings)
{
    public const int Corners = 6;

    private static readonly int HairKinds = Enum.GetValues<Hair>().Length;

    /// <summary>The portrait of one person of a store; the same for as long as both keep their numbers.</summary>
    /// <param name="store">The store's own name, so that the same number looks different elsewhere.</param>
    /// <param name="id">The person's number in it.</param>
    public static Portrait Of(Guid store, long id)
    {
        Span<byte> seed = stackalloc byte[24];
        store.TryWriteBytes(seed);
        BinaryPrimitives.WriteInt64LittleEndian(seed[16..], id);
        var lots = new Lots(SHA256.HashData(seed));
        var tint = lots.Below(Palette.Tints.Count);
        var hair = (Hair)lots.Below(HairKinds);
        return new Portrait(
            tint,
            (tint + 1 + lots.Below(Palette.Tints.Count - 1)) % Palette.Tints.Count,
            lots.Below(Corners),
            lots.Below(Palette.Skins.Count),
            hair,
            lots.Below(Palette.Hairs.Count),
            // Seldom: on most faces a wrong guess of a beard jars more than any other part.
            lots.OneIn(12) && hair != Hair.Scarf,
            lots.OneIn(3),
            lots.OneIn(3) && hair is not (Hair.Bob or Hair.Scarf));
    }

    /// <summary>Nine numbers with points between, as <see cref="Read"/> reads them.</summary>
    public string Write() => string.Create(
        CultureInfo.InvariantCulture, $"{Tint}.{Cloth}.{Corner}.{Skin}.{(int)Hair}.{HairColour}.{(Beard ? 1 : 0)}.{(Glasses ? 1 : 0)}.{(Earrings ? 1 : 0)}");

    /// <summary>What was written; null where it is none that can be drawn.</summary>
    public static Portrait? Read(string text)
    {
        var parts = text.Split('.');
        int[] most = [Palette.Tints.Count, Palette.Tints.Count, Corners, Palette.Skins.Count, HairKinds, Palette.Hairs.Count, 2, 2, 2];
        var numbers = new int[most.Length];
        if (parts.Length != most.Length)
        {
            return null;
        }
        for (var at = 0; at < most.Length; at++)
        {
            if (!int.TryParse(parts[at], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[at]) || numbers[at] >= most[at])
            {
                return null;
            }
        }
        return numbers[0] == numbers[1] ? null
            : new Portrait(numbers[0], numbers[1], numbers[2], numbers[3], (Hair)numbers[4], numbers[5], numbers[6] == 1, numbers[7] == 1, numbers[8] == 1);
    }

    /// <summary>Lots from a hash: each takes two bytes of it, so that none depends on another.</summary>
    private struct Lots(byte[] hash)
    {
        private int _next;

        public int Below(int count)
        {
            var lot = BinaryPrimitives.ReadUInt16LittleEndian(hash.AsSpan(_next));
            _next += sizeof(ushort);
            return lot % count;
        }

        public bool OneIn(int count) => Below(count) == 0;
    }
}
