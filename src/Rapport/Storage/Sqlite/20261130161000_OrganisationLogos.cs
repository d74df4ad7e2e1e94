using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Storage.Sqlite
{
    /// <inheritdoc />
    public partial class OrganisationLogos : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "organisation_logos",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    mark = table.Column<string>(type: "TEXT", nullable: false),
                    small = table.Column<byte[]>(type: "BLOB", nullable: false),
                    large = table.Column<byte[]>(type: "BLOB", nullable: false),
                    set_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organisation_logos", x => x.organisation_id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_organisation_logos_mark",
                table: "organisation_logos",
                column: "mark",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "organisation_logos");
        }
    }
}
