using System.Buffers;

namespace Rapport.Profiles.Exports;

/// <summary>How an export of all who are listed is written.</summary>
internal abstract class ExportFormat
{
    public static IReadOnlyList<ExportFormat> All { get; } = [new ProfileLines(), new ProfileTable()];

    /// <summary>The end of a file's name or of an address, without the dot.</summary>
    public abstract string Ending { get; }

    public abstract string ContentType { get; }

    /// <summary>What every export with anybody in it begins with, as ASCII; by it a file is known again.</summary>
    public abstract string Beginning { get; }

    /// <summary>What stands before the first person.</summary>
    public abstract void Begin(IBufferWriter<byte> output);

    /// <summary>Makes what writes people; one for each export.</summary>
    public abstract Action<ProfileAnswer> Writer(IBufferWriter<byte> output);
}
